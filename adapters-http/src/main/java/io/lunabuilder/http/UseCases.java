package io.lunabuilder.http;

import io.lunabuilder.application.CancelBuild;
import io.lunabuilder.application.CreateImageBuild;
import io.lunabuilder.application.FindBuilds;
import io.lunabuilder.application.ForgetArchive;
import io.lunabuilder.application.ForgetBuild;
import io.lunabuilder.application.ReadBuildLog;
import io.lunabuilder.application.port.ArchiveUploads;
import io.lunabuilder.application.port.SavedImages;
import io.lunabuilder.domain.BuildPolicy;
import java.util.function.Supplier;

/** Everything that can be asked for over HTTP. */
public record UseCases(
    Supplier<BuildPolicy> policy,
    CreateImageBuild create,
    FindBuilds find,
    CancelBuild cancel,
    ForgetBuild forget,
    ReadBuildLog log,
    ArchiveUploads uploads,
    ForgetArchive forgetArchive,
    SavedImages images) {}
