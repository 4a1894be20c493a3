package io.lunabuilder.testkit.model;

import io.lunabuilder.domain.BuildStage;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random actions. What runners do comes often, so that builds get far; the numbers are weights. */
final class Histories {
  private static final int LONGEST = 40;

  /** Keys are numbered from 0. */
  static final int GREATEST_KEY = 3;

  private static final int THREADS = 4;
  private static final int LONGEST_OF_A_THREAD = 20;

  private Histories() {}

  /** What one caller after the other does. */
  static Arbitrary<List<Action>> one() {
    return action().list().ofMinSize(1).ofMaxSize(LONGEST);
  }

  /** What several callers do at once. */
  static Arbitrary<List<List<Action>>> several() {
    return action().list().ofMinSize(1).ofMaxSize(LONGEST_OF_A_THREAD).list().ofSize(THREADS);
  }

  private static Arbitrary<Action> action() {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.create(Action.Submit::new)),
        Tuple.of(3, upTo(GREATEST_KEY).map(Action.SubmitWithKey::new)),
        Tuple.of(
            2, Combinators.combine(upTo(GREATEST_KEY), some()).as(Action.SubmitIfFewWait::new)),
        Tuple.of(1, upTo(9).map(Action.SubmitAgain::new)),
        Tuple.of(6, upTo(2).map(Action.Claim::new)),
        Tuple.of(1, upTo(2).map(Action.ClaimAndCrash::new)),
        Tuple.of(2, upTo(5).map(Action.Renew::new)),
        Tuple.of(3, upTo(5).map(Action.Crash::new)),
        Tuple.of(2, Combinators.combine(upTo(5), stage()).as(Action.RecordStage::new)),
        Tuple.of(1, upTo(5).map(Action.RecordNextAttempt::new)),
        Tuple.of(4, Combinators.combine(upTo(5), upTo(4)).as(Action.HandBack::new)),
        Tuple.of(5, Combinators.combine(upTo(5), ending()).as(Action.RecordEnd::new)),
        Tuple.of(3, upTo(9).map(Action.Cancel::new)),
        Tuple.of(1, Combinators.combine(upTo(9), some()).as(Action.FailOverdue::new)),
        Tuple.of(2, upTo(9).map(Action.Delete::new)),
        Tuple.of(1, Combinators.combine(upTo(9), some()).as(Action.Purge::new)));
  }

  private static Arbitrary<Integer> upTo(int greatest) {
    return Arbitraries.integers().between(0, greatest);
  }

  private static Arbitrary<Integer> some() {
    return Arbitraries.integers().between(1, 3);
  }

  private static Arbitrary<BuildStage> stage() {
    return Arbitraries.of(BuildStage.class);
  }

  private static Arbitrary<Action.Ending> ending() {
    return Arbitraries.of(Action.Ending.class);
  }
}
