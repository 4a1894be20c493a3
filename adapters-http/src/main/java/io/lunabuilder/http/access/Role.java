package io.lunabuilder.http.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows; each role may do what those before it may. */
public enum Role {
  /** To look: builds, their logs, events and images, and the metrics. */
  READER,
  /** To send archives, to start builds and to cancel them. */
  BUILDER,
  /** To forget builds, and to see the settings. */
  ADMIN;

  /** Is this role enough for what needs {@code needed}? */
  public boolean includes(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As it is written in files and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with this label. */
  public static Optional<Role> labelled(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
