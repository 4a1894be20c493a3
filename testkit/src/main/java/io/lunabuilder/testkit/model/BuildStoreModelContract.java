package io.lunabuilder.testkit.model;

import io.lunabuilder.application.port.BuildStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What every {@link BuildStore} promises in whatever order it is called.
 *
 * <p>{@code -Djqwik.tries.default=10000} has it try more histories than a quick run does. A failure
 * tells the shortest history that was found, and what the store answered.
 */
public abstract class BuildStoreModelContract {

  /**
   * Opens a store that is empty and whose clock is the system's, hands it to {@code test}, and
   * closes it.
   */
  protected abstract void withStore(Consumer<BuildStore> test) throws Exception;

  @Property
  @Label("a store answers as the model does, and no build is lost or stuck at the end")
  void answersAsTheModel(@ForAll("histories") List<Action> history) throws Exception {
    withStore(store -> telling(memory -> performInTurn(history, store, memory)));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  @Label("each build ends once, and no stale runner writes, with many callers at once")
  void keepsItsPromisesToManyAtOnce(@ForAll("threads") List<List<Action>> histories)
      throws Exception {
    withStore(store -> telling(memory -> performAtOnce(histories, store, memory)));
  }

  @Provide
  Arbitrary<List<Action>> histories() {
    return Histories.one();
  }

  @Provide
  Arbitrary<List<List<Action>>> threads() {
    return Histories.several();
  }

  private static void performInTurn(List<Action> history, BuildStore store, Memory memory)
      throws InterruptedException {
    BuildStore compared = new ComparedStore(store);
    Survey survey = new Survey(compared);
    Actor actor = new Actor(compared, memory);
    for (Action action : history) {
      actor.perform(action);
      survey.glance();
    }
    survey.look(memory);
    Draining draining = new Draining(compared, memory);
    draining.endAll();
    draining.forgetAll();
  }

  private static void performAtOnce(List<List<Action>> histories, BuildStore store, Memory memory)
      throws Exception {
    WitnessedStore witnessed = new WitnessedStore(store);
    Actor actor = new Actor(witnessed, memory);
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Action> history : histories) {
        done.add(threads.submit(() -> history.forEach(actor::perform)));
      }
    }
    for (Future<?> one : done) {
      one.get();
    }
    Draining draining = new Draining(witnessed, memory);
    draining.endAll();
    witnessed.checkFates();
    draining.forgetAll();
  }

  private interface Test {
    void run(Memory memory) throws Exception;
  }

  /** A failure comes with all that was done before. */
  private static void telling(Test test) {
    Memory memory = new Memory();
    try {
      test.run(memory);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "after these calls:\n%s\n%s".formatted(memory.journal(), e.getMessage()), e);
    }
  }
}
