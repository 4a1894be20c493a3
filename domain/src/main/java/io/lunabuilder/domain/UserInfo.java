package io.lunabuilder.domain;

/**
 * User and password in a link, also where the password has characters that a link may not have
 * there. What cannot be told from a password is taken for one.
 */
final class UserInfo {
  private static final String BEGIN = "://";

  private UserInfo() {}

  /** The text without user and password, wherever a host can begin in it. */
  static String removed(String text) {
    int last = text.lastIndexOf('@');
    if (last < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int position = 0;
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, position)) {
      int host = begin + BEGIN.length();
      kept.append(text, position, host);
      position = hostBehind(text, host, last);
    }
    return kept.append(text, position, text.length()).toString();
  }

  /**
   * Where the host begins of what begins at {@code begin}: the end, when nobody can say. Each
   * character is looked at once, but for those up to the last {@code @} where that ends the search.
   */
  private static int hostBehind(String text, int begin, int last) {
    int end = endOfAuthority(text, begin);
    int host = begin + text.substring(begin, end).lastIndexOf('@') + 1;
    if (last < host || !isPartOfPassword(text.substring(host, end), host > begin)) {
      return host;
    }
    boolean isInQuery = hasQuery(text.substring(text.indexOf('@', begin), last));
    return isInQuery ? text.length() : last + 1;
  }

  /** What is no host: something behind a colon that is no port, or nothing before it or at all. */
  private static boolean isPartOfPassword(String host, boolean isBehindUser) {
    int colon = host.indexOf(':');
    if (colon < 0) {
      return host.isEmpty() && isBehindUser;
    }
    String port = host.substring(colon + 1);
    return colon == 0 || port.isEmpty() || port.chars().anyMatch(c -> c < '0' || c > '9');
  }

  private static int endOfAuthority(String text, int begin) {
    int end = begin;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static boolean hasQuery(String text) {
    return text.indexOf('?') >= 0 || text.indexOf('#') >= 0;
  }
}
