package io.lunabuilder.storekit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lunabuilder.domain.ImageReference;
import io.lunabuilder.domain.Tag;
import org.jspecify.annotations.Nullable;

/** The JSON form of a name of an image. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImageDocument(@Nullable String registry, String repository, String tag) {

  static ImageDocument of(ImageReference image) {
    return new ImageDocument(image.registryHost(), image.repository(), image.tag().name());
  }

  ImageReference image() {
    return new ImageReference(registry, repository, new Tag(tag));
  }
}
