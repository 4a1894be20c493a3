package io.lunabuilder.http.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All tokens that are good at a moment. */
record Tokens(List<TokenLine> lines) {
  Tokens {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the file of tokens: a line for each, empty lines, and remarks behind {@code #}.
   *
   * @throws IOException when it has a line that is none, a name twice, or no token at all: that is
   *     more likely a file that is being written than the wish to let nobody in
   */
  static Tokens read(byte[] file) throws IOException {
    List<TokenLine> lines = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int number = 0;
    for (String line : text(file).lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#")) {
        TokenLine token = parse(number, line);
        if (!names.add(token.name())) {
          throw new IOException("line " + number + " has the name of a line before it");
        }
        lines.add(token);
      }
    }
    if (lines.isEmpty()) {
      throw new IOException("it has no token; make one with: luna-builder token NAME ROLE");
    }
    return new Tokens(lines);
  }

  private static TokenLine parse(int number, String line) throws IOException {
    try {
      return TokenLine.parse(line);
    } catch (IllegalArgumentException e) {
      throw new IOException("line " + number + " " + e.getMessage(), e);
    }
  }

  private static String text(byte[] file) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** Who has this token. All are compared, whichever it is. */
  Optional<TokenLine> owner(String token) {
    byte[] digest = TokenLine.digestOf(token);
    Optional<TokenLine> owner = Optional.empty();
    for (TokenLine line : lines) {
      if (line.isOf(digest)) {
        owner = Optional.of(line);
      }
    }
    return owner;
  }
}
