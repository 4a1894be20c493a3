/**
 * How settings look: the forms of their values, and of groups of keys. Here belongs what every
 * reader of settings shares, adapters and plug-ins too; which settings there are belongs to those
 * who read them.
 */
@NullMarked
package io.lunabuilder.application.setting;

import org.jspecify.annotations.NullMarked;
