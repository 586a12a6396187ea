/**
 * What flows and how it is kept: samples, media, geometry, recipes, plans, shards, ledger, and how
 * stages run.
 */
@NullMarked
package io.github.oryxcuration.core;

import org.jspecify.annotations.NullMarked;
