package io.lunabuilder.testkit.model;

import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.BuildOutcome;
import io.lunabuilder.domain.FailureCode;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import io.lunabuilder.testkit.Builds;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns actions into calls of a store: a caller, a runner and a janitor in one. */
final class Actor {
  /** So long that it does not end during a test. */
  private static final Duration LASTING = Duration.ofHours(1);

  /** The lease of a runner that is not heard of again. */
  private static final Duration OVER_AT_ONCE = Duration.ZERO;

  /** As many may wait as want to. */
  private static final int ANY = Integer.MAX_VALUE;

  private final BuildStore store;
  private final Memory memory;

  Actor(BuildStore store, Memory memory) {
    this.store = store;
    this.memory = memory;
  }

  /** Does it, and notes what came of it. */
  void perform(Action action) {
    try {
      memory.note(action + " -> " + answer(action));
    } catch (RuntimeException | AssertionError e) {
      memory.note(action + " -> !");
      throw e;
    }
  }

  private String answer(Action action) {
    return switch (action) {
      case Action.Submit() -> submit(memory.newBuild(), null, ANY);
      case Action.SubmitWithKey(int key) -> submit(memory.newBuild(), key(key), ANY);
      case Action.SubmitIfFewWait(int key, int most) -> submit(memory.newBuild(), key(key), most);
      case Action.SubmitAgain(int build) -> submitAgain(build);
      case Action.Claim(int runner) -> claim(runner, LASTING);
      case Action.ClaimAndCrash(int runner) -> claim(runner, OVER_AT_ONCE);
      case Action.Renew(int claim) -> renew(claim, LASTING);
      case Action.Crash(int claim) -> renew(claim, OVER_AT_ONCE);
      case Action.RecordStage(int claim, var stage) ->
          record(claim, job -> job.at(stage, memory.tick()));
      case Action.RecordNextAttempt(int claim) ->
          record(claim, job -> job.nextAttempt(memory.tick()));
      case Action.HandBack(int claim, int due) ->
          record(claim, job -> job.handBack(memory.tick().plusSeconds(due)));
      case Action.RecordEnd(int claim, var ending) ->
          record(claim, job -> job.finish(outcome(ending, job), memory.tick()));
      case Action.Cancel(int build) ->
          withBuild(build, id -> store.requestCancel(id, memory.tick()).getClass().getSimpleName());
      case Action.FailOverdue(int age, int atMost) -> failOverdue(age, atMost);
      case Action.Delete(int build) -> withBuild(build, store::delete);
      case Action.Purge(int age, int atMost) ->
          store.purge(memory.tick().minusSeconds(age), atMost).toString();
    };
  }

  static IdempotencyKey key(int number) {
    return new IdempotencyKey("key-" + number);
  }

  private String submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    return switch (store.submit(build, key, mostWaiting)) {
      case Submission.Accepted(BuildJob.Pending job) -> {
        memory.remember(build, key);
        yield "accepted " + job.id();
      }
      case Submission.Known(BuildJob job) -> "known as " + job.id();
      case Submission.Full() -> "full";
    };
  }

  /** One that was forgotten meanwhile is let be: nobody sends the same again so late. */
  private String submitAgain(int back) {
    return memory
        .submitted(back)
        .filter(one -> store.find(one.build().id()).isPresent())
        .map(one -> submit(one.build(), one.key(), ANY))
        .orElse("there is none");
  }

  private String claim(int runner, Duration lease) {
    Optional<BuildStore.Claim> claim =
        store.claim(new RunnerName("runner-" + runner), lease, memory.tick());
    claim.ifPresent(memory::remember);
    return claim
        .map(taken -> taken.job().id() + " with token " + taken.token())
        .orElse("nothing to do");
  }

  private String renew(int back, Duration lease) {
    return withClaim(back, claim -> store.renew(claim.id(), claim.token(), lease));
  }

  private String record(int back, Function<BuildJob.InProgress, BuildJob> change) {
    return withClaim(
        back,
        claim -> {
          BuildJob next = change.apply(claim.job);
          boolean written = store.record(next, claim.token());
          if (written && next instanceof BuildJob.InProgress started && started.lease() != null) {
            claim.job = started;
          }
          return written ? "written" : "refused";
        });
  }

  private static BuildOutcome outcome(Action.Ending ending, BuildJob job) {
    return switch (ending) {
      case COMPLETED -> Builds.completed(job.spec().image().toString());
      case FAILED -> Builds.failed();
      case CANCELLED -> new BuildOutcome.Cancelled();
    };
  }

  private String failOverdue(int age, int atMost) {
    var now = memory.tick();
    return store
        .failOverdue(now.minusSeconds(age), Builds.failure(FailureCode.QUEUE_TIMEOUT), now, atMost)
        .stream()
        .map(BuildJob::id)
        .toList()
        .toString();
  }

  private String withBuild(int back, Function<BuildId, Object> call) {
    BuildId id = memory.submitted(back).map(one -> one.build().id()).orElseGet(Builds::id);
    return id + ": " + call.apply(id);
  }

  private String withClaim(int back, Function<Memory.Claimed, Object> call) {
    return memory
        .claimed(back)
        .map(claim -> claim.id() + " with token " + claim.token() + ": " + call.apply(claim))
        .orElse("there is none");
  }
}
