package io.lunabuilder.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Listens to signals. The JDK has no public API for it: a shutdown hook would run while the service
 * in this process shuts down too, and hears no second signal. So this uses {@code sun.misc.Signal}
 * of the supported module {@code jdk.unsupported}, by reflection since javac warns of it otherwise.
 */
public final class Interrupts implements AutoCloseable {
  private final Object signal;
  private final Object previous;
  private final Class<?> handlerType;

  private Interrupts(String name, Runnable listener) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    handlerType = Class.forName("sun.misc.SignalHandler");
    signal = signalType.getConstructor(String.class).newInstance(name);
    MethodHandle run =
        MethodHandles.publicLookup()
            .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
            .bindTo(listener);
    MethodHandle onSignal = MethodHandles.dropArguments(run, 0, signalType);
    previous = handle(MethodHandleProxies.asInterfaceInstance(handlerType, onSignal));
  }

  /** Runs {@code listener} at each Ctrl-C, in a thread of its own, until closed. */
  static Interrupts listen(Runnable listener) {
    return listen("INT", listener);
  }

  /**
   * Runs {@code listener} at each signal, in a thread of its own, until closed.
   *
   * @param name for example {@code TERM}
   */
  public static Interrupts listen(String name, Runnable listener) {
    try {
      return new Interrupts(name, listener);
    } catch (ReflectiveOperationException notThisJvm) {
      throw new IllegalStateException(notThisJvm);
    }
  }

  private Object handle(Object handler) throws ReflectiveOperationException {
    return signal
        .getClass()
        .getMethod("handle", signal.getClass(), handlerType)
        .invoke(null, signal, handler);
  }

  @Override
  public void close() {
    try {
      handle(previous);
    } catch (ReflectiveOperationException notThisJvm) {
      throw new IllegalStateException(notThisJvm);
    }
  }
}
