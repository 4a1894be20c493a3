package com.example.sample;

import io.lunabuilder.application.port.BuildFilter;
import io.lunabuilder.application.port.BuildPage;
import io.lunabuilder.application.port.BuildStore;
import io.lunabuilder.application.port.Subscription;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import io.lunabuilder.domain.Failure;
import io.lunabuilder.domain.IdempotencyKey;
import io.lunabuilder.domain.RunnerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Builds in sample.
 *
 * @param address where it is
 */
record SampleStore(String address) implements BuildStore {

  @Override
  public Submission submit(BuildJob.Pending build, IdempotencyKey key, int mostWaiting) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public boolean awaitWork(Duration atMost) throws InterruptedException {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Optional<Claim> claim(RunnerName runner, Duration lease, Instant now) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Renewal renew(BuildId id, long token, Duration lease) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public boolean record(BuildJob next, long token) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Cancellation requestCancel(BuildId id, Instant now) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public List<BuildJob.Finished> failOverdue(
      Instant acceptedBefore, Failure why, Instant now, int atMost) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Optional<BuildJob> find(BuildId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public BuildPage list(BuildFilter filter, int limit, BuildId olderThan) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public OptionalLong position(BuildId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public long waiting() {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Deletion delete(BuildId id) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public List<BuildId> purge(Instant endedBefore, int atMost) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Subscription watch(Consumer<BuildJob> observer) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public Subscription watch(BuildId build, Consumer<BuildJob> observer) {
    throw new UnsupportedOperationException("not written yet");
  }

  @Override
  public void close() {
    // Nothing is open yet.
  }
}
