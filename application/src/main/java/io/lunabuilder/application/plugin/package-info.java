/**
 * How others add backends to the service without touching it. A plug-in is a jar with an
 * implementation of {@link io.lunabuilder.application.plugin.BuilderPlugin}, {@link
 * io.lunabuilder.application.plugin.SourcePlugin} or {@link
 * io.lunabuilder.application.plugin.StorePlugin}, which it names in {@code
 * META-INF/services/io.lunabuilder.application.plugin.Plugin}. Here belongs what a plug-in must
 * know beyond the ports; how plug-ins are found and loaded belongs to the wiring.
 *
 * <p><b>Stability.</b> This package, {@code application.port}, {@code application.setting} and
 * {@code domain} are the plug-in API. It has a version of its own, {@link
 * io.lunabuilder.application.plugin.PluginApi#VERSION}, by the rules of semantic versions: within
 * one major version a jar that ran goes on running without being compiled again. A new minor
 * version only adds: types, default methods, further values of enums, and further cases of sealed
 * results that the service makes and a plug-in reads. A plug-in sees these four packages, JSpecify
 * and the JDK, and nothing else of the service.
 */
@NullMarked
package io.lunabuilder.application.plugin;

import org.jspecify.annotations.NullMarked;
