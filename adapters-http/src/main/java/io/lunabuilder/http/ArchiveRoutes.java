package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.ForgetArchive;
import io.lunabuilder.application.port.ArchiveUploads;
import io.lunabuilder.domain.ArchiveLink;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /1/archives}: takes the archives that callers send. */
final class ArchiveRoutes {
  private final ArchiveUploads uploads;
  private final ForgetArchive forget;

  ArchiveRoutes(ArchiveUploads uploads, ForgetArchive forget) {
    this.uploads = uploads;
    this.forget = forget;
  }

  void register(RoutesConfig routes) {
    routes.post("/1/archives", this::receive);
    ReadRoute.add(routes, "/1/archives/{id}", this::send);
    routes.delete("/1/archives/{id}", this::forget);
  }

  private void receive(Context call) {
    Accept.require(call, Accept.JSON);
    Query.refuseAny(call);
    refuseForms(call);
    Call.refuseCompressed(call);
    try (InputStream body = call.bodyInputStream()) {
      switch (uploads.receive(body)) {
        case ArchiveUploads.Reception.Received(ArchiveLink link, long size, String sha256) ->
            Answers.json(
                call, 201, Map.of("archive", link.value(), "size", size, "sha256", sha256));
        case ArchiveUploads.Reception.TooLarge(long limit) ->
            throw new RefusedCallException(
                ApiError.TOO_LARGE, "an archive may have at most " + limit + " bytes");
        case ArchiveUploads.Reception.Empty empty ->
            throw new RefusedCallException(ApiError.BAD_INPUT, "the archive is empty");
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /** Pods fetch it here. What is kept under an id never changes, so the id is its entity tag. */
  private void send(Context call) {
    Accept.require(call, Accept.BYTES);
    // What a signed link has, which the doors have looked at.
    Query.of(call, "expires", "signature").refuseIfWrong();
    String id = call.pathParam("id");
    Path file = uploads.find(link(id)).orElseThrow(() -> noArchive(id));
    try {
      new FileAnswer(file, Accept.BYTES, "\"" + id + "\"").send(call);
    } catch (NoSuchFileException e) {
      throw noArchive(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id is what follows {@code upload://} in the archive's link. */
  private static ArchiveLink link(String id) {
    return switch (ArchiveLink.parse("id", "upload://" + id)) {
      case Checked.Valid<ArchiveLink>(ArchiveLink link) -> link;
      case Checked.Invalid<ArchiveLink> odd -> throw noArchive(id);
    };
  }

  private void forget(Context call) {
    Query.refuseAny(call);
    String id = call.pathParam("id");
    ArchiveLink archive = link(id);
    switch (forget.forget(archive)) {
      case ForgetArchive.Result.Forgotten forgotten -> call.status(204);
      case ForgetArchive.Result.Unknown unknown -> throw noArchive(id);
      case ForgetArchive.Result.Needed(BuildId build) ->
          throw new RefusedCallException(
              ApiError.ARCHIVE_NEEDED,
              "the build " + build + " needs it: cancel that first, or wait for its end");
    }
  }

  private static RefusedCallException noArchive(String id) {
    return new RefusedCallException(
        ApiError.NOT_FOUND, "there is no archive " + Shown.of(id) + ", or it grew too old");
  }

  private static RefusedCallException broken(IOException e) {
    return String.valueOf(e.getMessage()).contains("No space left")
        ? new RefusedCallException(ApiError.OUT_OF_DISK, "the service's disk is full")
        : new RefusedCallException(ApiError.BAD_REQUEST, "the archive broke off");
  }

  /**
   * The body is the archive itself; a form would be kept with its wrapping. What curl calls its
   * bodies unless it is told otherwise, {@code application/x-www-form-urlencoded}, is let pass: an
   * archive is known by its content.
   */
  private static void refuseForms(Context call) {
    String type = Optional.ofNullable(call.contentType()).orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/")) {
      throw new RefusedCallException(
          ApiError.UNSUPPORTED_MEDIA_TYPE, "send the archive itself as the body, not a form");
    }
  }
}
