package io.lunabuilder.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lunabuilder.application.BuildView;
import io.lunabuilder.domain.BuildId;
import io.lunabuilder.domain.BuildJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code /1/builds/{id}/image}: the image, where it is kept as a file. */
final class ImageRoutes {
  private final UseCases useCases;

  ImageRoutes(UseCases useCases) {
    this.useCases = useCases;
  }

  void register(RoutesConfig routes) {
    ReadRoute.add(routes, "/1/builds/{id}/image", this::send);
  }

  private void send(Context call) {
    Accept.require(call, Accept.TAR);
    Query.refuseAny(call);
    BuildId id = Call.buildId(call);
    BuildView build = useCases.find().find(id).orElseThrow(() -> Call.noBuild(id));
    if (!(build.job() instanceof BuildJob.Finished)) {
      throw new RefusedCallException(
          ApiError.BUILD_NOT_FINISHED, "build " + id + " has not ended; wait for it");
    }
    Path file = useCases.images().find(id).orElseThrow(() -> notKept(id));
    try {
      call.contentType(Accept.TAR)
          .header("Content-Disposition", "attachment; filename=\"" + id + ".tar\"")
          .header("Content-Length", Long.toString(Files.size(file)))
          .result(Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw notKept(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RefusedCallException notKept(BuildId id) {
    return new RefusedCallException(
        ApiError.IMAGE_NOT_KEPT,
        "build " + id + " left no image here: it was pushed, or there is none");
  }
}
