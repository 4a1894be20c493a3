package io.lunabuilder.testkit.model;

import io.lunabuilder.domain.BuildStage;

/**
 * One call of a store, as a random history has it. Builds and claims are counted back from the
 * newest: 0 is the last one so far. One that no longer exists, or is another runner's by now, is
 * meant to be called too.
 */
sealed interface Action {

  /** Somebody wants a build. */
  record Submit() implements Action {}

  /** Somebody wants a build and gives it a name of his own. */
  record SubmitWithKey(int key) implements Action {}

  /** The same, where no more than a few may wait. */
  record SubmitIfFewWait(int key, int mostWaiting) implements Action {}

  /** The answer to a submission was lost, so that its caller sends it again. */
  record SubmitAgain(int build) implements Action {}

  /** A runner takes a build, for a time that does not end during the test. */
  record Claim(int runner) implements Action {}

  /** A runner takes a build and is never heard of again. */
  record ClaimAndCrash(int runner) implements Action {}

  /** A runner goes on with a build. */
  record Renew(int claim) implements Action {}

  /** A runner's lease is over; should it come back, it finds out what became of its build. */
  record Crash(int claim) implements Action {}

  /** A runner reached a stage. */
  record RecordStage(int claim, BuildStage stage) implements Action {}

  /** A runner tries once more under the same lease. */
  record RecordNextAttempt(int claim) implements Action {}

  /** A runner gives a build back for an attempt that may begin some seconds later, or now. */
  record HandBack(int claim, int dueInSeconds) implements Action {}

  /** A runner ends a build. */
  record RecordEnd(int claim, Ending ending) implements Action {}

  /** Somebody wants a build to stop. */
  record Cancel(int build) implements Action {}

  /** Builds that wait for too long end. */
  record FailOverdue(int ageInSeconds, int atMost) implements Action {}

  /** Somebody wants a build to be forgotten. */
  record Delete(int build) implements Action {}

  /** Builds that ended long ago are forgotten. */
  record Purge(int ageInSeconds, int atMost) implements Action {}

  /** How a runner ends a build. */
  enum Ending {
    COMPLETED,
    FAILED,
    CANCELLED
  }
}
