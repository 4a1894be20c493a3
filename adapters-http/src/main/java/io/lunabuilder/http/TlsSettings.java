package io.lunabuilder.http;

import java.nio.file.Path;

/**
 * By what callers know the service; both files are PEM, and read again when they change.
 *
 * @param certificate the service's own, then those that lead to its authority
 * @param key its private key, without a password
 */
public record TlsSettings(Path certificate, Path key) {}
