package io.lunabuilder.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lunabuilder.application.port.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets the server run scripts, and says in one word when it cannot. */
final class Steps {
  private final RedisClusterAsyncCommands<String, byte[]> commands;

  Steps(RedisClusterAsyncCommands<String, byte[]> commands) {
    this.commands = commands;
  }

  /** What a script returned. */
  record Answer(List<byte[]> values) {
    boolean isEmpty() {
      return values.isEmpty();
    }

    int size() {
      return values.size();
    }

    byte[] bytes(int index) {
      return values.get(index);
    }

    String text(int index) {
      return new String(values.get(index), UTF_8);
    }

    long number(int index) {
      return Long.parseLong(text(index));
    }

    /** Did the script say yes? */
    boolean isYes() {
      return text(0).equals("1");
    }
  }

  /**
   * Runs {@code script}.
   *
   * @param key the first part of all keys it touches, which decides where in a cluster it runs
   * @param arguments texts, numbers or bytes
   * @throws StoreUnavailableException when the server does not answer, or cannot at the moment
   */
  Answer run(Script script, String key, Object... arguments) {
    byte[][] values = new byte[arguments.length][];
    for (int i = 0; i < arguments.length; i++) {
      values[i] =
          arguments[i] instanceof byte[] bytes
              ? bytes
              : String.valueOf(arguments[i]).getBytes(UTF_8);
    }
    try {
      return new Answer(evaluate(script, new String[] {key}, values));
    } catch (RedisException e) {
      throw failure(e);
    }
  }

  private List<byte[]> evaluate(Script script, String[] keys, byte[][] values) {
    try {
      return await(commands.evalsha(script.digest(), ScriptOutputType.MULTI, keys, values));
    } catch (RedisNoScriptException unknown) {
      // New to this server, or it was restarted or told to forget: it learns the script by the way.
      return await(commands.eval(script.text(), ScriptOutputType.MULTI, keys, values));
    }
  }

  /** The value of a key; null for none. */
  byte @Nullable [] value(String key) {
    try {
      return await(commands.get(key));
    } catch (RedisException e) {
      throw failure(e);
    }
  }

  /** An interrupt is kept for later: the answer comes or is given up within seconds. */
  private static <T> T await(RedisFuture<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw e.getCause() instanceof RedisException cause
              ? cause
              : new RedisException(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the server could not do at the moment may be repeated; what it did not understand not. */
  private static RuntimeException failure(RedisException e) {
    String message = String.valueOf(e.getMessage());
    boolean misunderstood = message.startsWith("ERR ") || message.startsWith("WRONGTYPE ");
    return e instanceof RedisCommandExecutionException && misunderstood
        ? new IllegalStateException("Redis: " + message, e)
        : new StoreUnavailableException("Redis: " + message, e);
  }
}
