package io.lunabuilder.bootstrap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a slow question was answered with last. Whoever asks gets that at once; when it is old, the
 * question is put again beside it, for those who ask later.
 *
 * @param <T> what the answer is; a question that fails leaves the last one
 */
final class Rechecked<T> implements Supplier<T> {
  private static final System.Logger LOG = System.getLogger(Rechecked.class.getName());

  private final Supplier<T> question;
  private final Duration validity;
  private final InstantSource clock;
  private final Executor beside;
  private T answer;
  private Instant asked;

  /**
   * @param first the answer so far
   * @param validity how old an answer may be
   * @param beside where the question is put
   */
  Rechecked(
      T first, Supplier<T> question, Duration validity, InstantSource clock, Executor beside) {
    this.answer = first;
    this.question = question;
    this.validity = validity;
    this.clock = clock;
    this.beside = beside;
    this.asked = clock.instant();
  }

  @Override
  public synchronized T get() {
    Instant now = clock.instant();
    if (!now.isBefore(asked.plus(validity))) {
      asked = now;
      beside.execute(this::ask);
    }
    return answer;
  }

  private void ask() {
    try {
      T fresh = question.get();
      synchronized (this) {
        answer = fresh;
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "It is not known whether this is still so", e);
    }
  }
}
