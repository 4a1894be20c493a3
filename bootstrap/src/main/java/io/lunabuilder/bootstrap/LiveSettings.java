package io.lunabuilder.bootstrap;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings that hold now; some of them can change while the service runs. */
final class LiveSettings {
  private static final System.Logger LOG = System.getLogger(LiveSettings.class.getName());

  private final AtomicReference<Settings> current;
  private final AtomicLong changes = new AtomicLong();
  private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();

  LiveSettings(Settings first) {
    current = new AtomicReference<>(first);
  }

  Settings current() {
    return current.get();
  }

  /** From now on these hold. */
  void change(Settings next) {
    current.set(next);
    changes.incrementAndGet();
    listeners.forEach(listener -> listener.accept(next));
  }

  /** Tells {@code listener} the settings now, and each time they change. */
  void follow(Consumer<Settings> listener) {
    listeners.add(listener);
    listener.accept(current());
  }

  /**
   * Something that is made of settings: now, and again when it is asked for after they changed.
   * What cannot be made then stays as it was.
   */
  <T> Supplier<T> made(Function<Settings, T> maker) {
    return new Made<>(this, maker);
  }

  private static final class Made<T> implements Supplier<T> {
    private final LiveSettings live;
    private final Function<Settings, T> maker;
    private long seen;
    private T last;

    Made(LiveSettings live, Function<Settings, T> maker) {
      this.live = live;
      this.maker = maker;
      this.seen = live.changes.get();
      this.last = maker.apply(live.current());
    }

    @Override
    public synchronized T get() {
      long now = live.changes.get();
      if (now != seen) {
        seen = now;
        T next = attempt(live.current());
        last = next == null ? last : next;
      }
      return last;
    }

    private @Nullable T attempt(Settings now) {
      try {
        return maker.apply(now);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Changed settings cannot be used: " + e.getMessage());
        return null;
      }
    }
  }
}
