// Makes the figures of Spm.Interactive interactive. Plain script, no network, no module loader, one global.
// The files of this folder travel as one script in the order that ViewScript.cs gives; the first opens the closure, the last closes it.
// The static SVG is drawn in C# (SvgRenderer.cs); what is redrawn here follows the same geometry, which travels as JSON.
(function () {
"use strict";
// The version is in every name that a page shares, so that an older script beside this one leaves these figures alone.
var KEY = "__spmView2", PENDING = "__spmPending2", FIGURES = ".spm-view-2";
if (window[KEY]) { window[KEY].drain(); return; }
var COLOURS = { sequential: bytes("@sequential@"), cyclic: bytes("@cyclic@") };
var INK = "#222222", GRID = "#E4E4E4", BLUE = "#0072B2", VERMILLION = "#D55E00", GREY = "#767676";
var GREEN = "#009E73", PURPLE = "#CC79A7", ORANGE = "#E69F00", SKY = "#56B4E9";
var MISSING = 1023, HIGHEST = 1022;
