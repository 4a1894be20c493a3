package io.lunabuilder.http;

/**
 * A setting as it may be shown to anyone.
 *
 * @param name as in the environment
 * @param section what it belongs to
 * @param value with secrets hidden; empty for none
 * @param source where the value comes from
 * @param live does a change take effect while the service runs?
 */
public record SettingShown(
    String name, String section, String value, String source, boolean live) {}
