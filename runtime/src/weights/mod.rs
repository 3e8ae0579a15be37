//! Weights measured on this runtime by `make weights`; generated, do not edit.
