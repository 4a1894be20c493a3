package io.lunabuilder.http;

/**
 * A setting, or a plug-in beside them, as it may be shown to anyone.
 *
 * @param name as in the environment; that of a plug-in has a blank inside, as no setting has
 * @param section what it belongs to
 * @param value with secrets hidden; empty for none
 * @param source where the value comes from
 * @param live does a change take effect while the service runs?
 */
public record SettingShown(String name, String section, String value, String source, boolean live) {

  /** Can it be given in a file of settings? */
  boolean isSetting() {
    return !name.contains(" ");
  }
}
