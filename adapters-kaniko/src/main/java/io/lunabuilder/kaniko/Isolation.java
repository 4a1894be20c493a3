package io.lunabuilder.kaniko;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Can builds be kept apart from this machine here, and how? */
public sealed interface Isolation {

  /** For the line that is said at start. */
  String describe();

  /** Builds run in this way. */
  record Possible(IsolationWay way) implements Isolation {
    @Override
    public String describe() {
      return "builds run in " + way.meaning() + " (" + way.word() + ")";
    }
  }

  /**
   * No way works here, so that nothing may be built.
   *
   * @param reasons why not, for each way
   */
  record Impossible(Map<IsolationWay, String> reasons) implements Isolation {
    public Impossible {
      reasons = Map.copyOf(reasons);
    }

    @Override
    public String describe() {
      return "no build can be kept apart from this machine: "
          + new EnumMap<>(reasons)
              .entrySet().stream()
                  .map(reason -> reason.getKey().word() + ": " + reason.getValue())
                  .collect(Collectors.joining("; "));
    }
  }

  /** Tries the ways in their order and takes the first that works. */
  static Isolation choose(Supervisor supervisor) throws InterruptedException {
    Map<IsolationWay, String> reasons = new EnumMap<>(IsolationWay.class);
    for (IsolationWay way : IsolationWay.values()) {
      var reason = supervisor.probe(way);
      if (reason.isEmpty()) {
        return new Possible(way);
      }
      reasons.put(way, reason.get());
    }
    return new Impossible(reasons);
  }
}
