/**
 * TorchScript text, compiled and called from Java. Nothing above this package sees the engine's own
 * types: numbers go in, opaque values or numbers come out.
 */
@NullMarked
package io.github.oryxcuration.runtime.script;

import org.jspecify.annotations.NullMarked;
