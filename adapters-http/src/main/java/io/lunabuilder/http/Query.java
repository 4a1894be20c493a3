package io.lunabuilder.http;

import io.javalin.http.Context;
import io.lunabuilder.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a call's query, and collects those that do not fit. */
final class Query {
  /** {@link Long#parseLong} alone would take the digits of every script. */
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,19}");

  private final Context call;
  private final List<Violation> problems = new ArrayList<>();

  private Query(Context call) {
    this.call = call;
  }

  /** Each parameter that is not {@code known}, or is there twice, is a problem. */
  static Query of(Context call, String... known) {
    Query query = new Query(call);
    List<String> names = List.of(known);
    String remedy = names.isEmpty() ? "leave it out" : "use " + String.join(", ", names);
    call.queryParamMap()
        .forEach((name, values) -> {
          if (!names.contains(name)) {
            query.add(new Violation(name, "", "is not a parameter of this call", remedy));
          } else if (values.size() > 1) {
            query.add(new Violation(name, "", "is there more than once", "send it once"));
          }
        });
    return query;
  }

  /** Refuses a call that takes no parameter, but has one. */
  static void refuseAny(Context call) {
    of(call).refuseIfWrong();
  }

  boolean has(String name) {
    return call.queryParam(name) != null;
  }

  @Nullable String text(String name) {
    return call.queryParam(name);
  }

  /** A whole number; {@code otherwise} when it is not there, or is a problem. */
  long number(String name, long otherwise, long least, long most) {
    String text = call.queryParam(name);
    return text == null ? otherwise : number(name, text, otherwise, least, most);
  }

  /** The same for a number that came in another way than the query, for example in a header. */
  long number(String name, String text, long otherwise, long least, long most) {
    try {
      if (DIGITS.matcher(text).matches()) {
        long number = Long.parseLong(text);
        if (number >= least && number <= most) {
          return number;
        }
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    String problem =
        most == Long.MAX_VALUE
            ? "must be a whole number from " + least + " on"
            : "must be a whole number from " + least + " to " + most;
    add(new Violation(name, text, problem, "correct it"));
    return otherwise;
  }

  /** A boolean; false when it is not there, or is a problem. */
  boolean flag(String name) {
    return switch (call.queryParam(name)) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      case String other -> {
        add(new Violation(name, other, "must be true or false", "correct it"));
        yield false;
      }
    };
  }

  void add(Violation problem) {
    problems.add(problem);
  }

  List<Violation> problems() {
    return List.copyOf(problems);
  }

  /** Tells all problems together, if there is one. */
  void refuseIfWrong() {
    if (!problems.isEmpty()) {
      throw RefusedCallException.badInput(problems);
    }
  }
}
