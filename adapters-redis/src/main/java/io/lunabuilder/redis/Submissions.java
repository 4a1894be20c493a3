package io.lunabuilder.redis;

import io.lunabuilder.application.port.BuildStore.Submission;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.redis.Steps.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends builds that are submitted at the same time as one step: while the server works on some, the
 * next ones gather. So many callers cost it, and this process, little more than one.
 */
final class Submissions implements AutoCloseable {
  private static final int MOST_AT_ONCE = 100;

  private final Steps steps;
  private final Keyspace keys;
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private final Thread sender;

  /** A build whose caller waits for the answer. */
  private record Waiting(
      BuildJob.Pending build,
      @Nullable IdempotencyKey key,
      int mostWaiting,
      CompletableFuture<Submission> answer) {}

  Submissions(Steps steps, Keyspace keys) {
    this.steps = steps;
    this.keys = keys;
    this.sender = Thread.ofVirtual().name("redis submissions").start(this::send);
  }

  Submission submit(BuildJob.Pending build, @Nullable IdempotencyKey key, int mostWaiting) {
    Waiting mine = new Waiting(build, key, mostWaiting, new CompletableFuture<>());
    waiting.add(mine);
    if (!sender.isAlive()) {
      failAll();
    }
    try {
      return mine.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void send() {
    try {
      while (true) {
        List<Waiting> together = new ArrayList<>();
        together.add(waiting.take());
        waiting.drainTo(together, MOST_AT_ONCE - 1);
        send(together);
      }
    } catch (InterruptedException closed) {
      failAll();
    }
  }

  private void failAll() {
    List<Waiting> rest = new ArrayList<>();
    waiting.drainTo(rest);
    fail(rest, new IllegalStateException("the store is closed"));
  }

  private void send(List<Waiting> together) {
    try {
      Answer answer = steps.run(Script.SUBMIT, keys.builds(), arguments(together));
      for (int i = 0; i < together.size(); i++) {
        Waiting one = together.get(i);
        one.answer().complete(submission(one.build(), answer, 3 * i));
      }
    } catch (RuntimeException e) {
      fail(together, e);
    }
  }

  private static Object[] arguments(List<Waiting> together) {
    List<Object> arguments = new ArrayList<>();
    for (Waiting one : together) {
      BuildJob.Pending build = one.build();
      IdempotencyKey key = one.key();
      arguments.add(build.id());
      arguments.add(key == null ? "" : key.value());
      arguments.add(one.mostWaiting());
      arguments.add(BuildText.order(build.order()));
      arguments.add(build.order().createTime().toEpochMilli());
      arguments.add(BuildText.secretLink(build.order()));
    }
    return arguments.toArray();
  }

  private static Submission submission(BuildJob.Pending build, Answer answer, int index) {
    String result = answer.text(index);
    return switch (result) {
      case "ACCEPTED" -> new Submission.Accepted(build);
      case "KNOWN" -> new Submission.Known(RedisBuildStore.job(answer, index + 1));
      case "FULL" -> new Submission.Full();
      default -> throw new IllegalStateException("a submission has no result " + result);
    };
  }

  private static void fail(List<Waiting> some, RuntimeException why) {
    some.forEach(one -> one.answer().completeExceptionally(why));
  }

  @Override
  public void close() {
    sender.interrupt();
  }
}
