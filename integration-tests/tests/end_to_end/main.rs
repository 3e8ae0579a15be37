//! The journeys on the real node, with an independent client.

mod bad_input;
mod bridge;
mod commands;
mod crash;
mod economy;
mod local;
mod run;
mod serve;
mod setup;
mod support;
mod validators;
