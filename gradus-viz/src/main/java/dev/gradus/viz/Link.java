package dev.gradus.viz;

/// A connection: result `resultNr` of one item is input `inputNr` of another.
///
/// @param from the number of the item whose result it is
/// @param resultNr which of its results
/// @param to the number of the item that used it
/// @param inputNr which of its inputs
/// @param sizes the sizes of the tensor
/// @param form dtype and sizes as text
@SuppressWarnings("ArrayRecordComponent") // Sizes are arrays everywhere.
record Link(int from, int resultNr, int to, int inputNr, long[] sizes, String form) {}
