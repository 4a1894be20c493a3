package io.lunabuilder.bootstrap;

import io.lunabuilder.application.setting.SettingKind;

/**
 * One thing that an administrator can choose: all that is known of it but its value.
 *
 * @param name as in the environment
 * @param section where it stands in documents
 * @param kind what its values look like
 * @param usual what holds where it is not set
 * @param meaning for people, in Markdown
 * @param remedy what to do about a value that cannot be used, to stand behind the problem
 * @param secret must its value be shown nowhere?
 * @param change when a new value takes effect
 */
record Setting<T>(
    String name,
    String section,
    SettingKind<T> kind,
    Usual usual,
    String meaning,
    String remedy,
    boolean secret,
    Change change) {

  /** When a new value takes effect. */
  enum Change {
    /** With the next start. */
    AT_START,
    /** While the service runs, as long as some value was set and is set. */
    WHILE_SET,
    /** While the service runs. */
    LIVE
  }

  /** Can a new value take effect while the service runs? */
  boolean live() {
    return change != Change.AT_START;
  }

  /** What holds where nothing is set. */
  sealed interface Usual {
    /** Always this, written as a person would set it. */
    record Value(String text) implements Usual {}

    /** What other things tell, described for people. */
    record Told(String words) implements Usual {}

    /** Nothing. */
    record Nothing() implements Usual {}
  }

  /**
   * The value that always holds where it is not set.
   *
   * @throws IllegalStateException when there is none
   */
  T usualValue() {
    if (usual instanceof Usual.Value(String text)) {
      return kind.parser().apply(text);
    }
    throw new IllegalStateException(name + " has no value that always holds");
  }

  /** Describes a setting, a part at a time; the meaning comes last and completes it. */
  static final class Description<T> {
    private final Section section;
    private final String name;
    private final SettingKind<T> kind;
    private Usual usual = new Usual.Nothing();
    private String remedy = "set it to such a value, or leave it out for the default";
    private boolean secret;
    private Change change = Change.AT_START;

    Description(Section section, String name, SettingKind<T> kind) {
      this.section = section;
      this.name = name;
      this.kind = kind;
    }

    /** A constant default. */
    Description<T> usually(String text) {
      usual = new Usual.Value(text);
      return this;
    }

    /** A default that is found out at start. */
    Description<T> otherwise(String words) {
      usual = new Usual.Told(words);
      return this;
    }

    Description<T> remedy(String text) {
      remedy = text;
      return this;
    }

    /** Shown nowhere, and may stand in a file that {@code NAME_FILE} names. */
    Description<T> secret() {
      secret = true;
      return this;
    }

    /** A change takes effect without a restart. */
    Description<T> live() {
      change = Change.LIVE;
      return this;
    }

    /** The same, but that it cannot come or go. */
    Description<T> liveWhileSet() {
      change = Change.WHILE_SET;
      return this;
    }

    Setting<T> meaning(String text) {
      Setting<T> setting =
          new Setting<>(name, section.title(), kind, usual, text, remedy, secret, change);
      section.add(setting);
      return setting;
    }
  }
}
