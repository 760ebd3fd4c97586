// Package campus is the domain of Rantau: the kinds of records, the rules that
// govern them and the actions people take. It does no I/O and imports only the
// standard library, so that the desktop program and the server run the very
// same rules.
//
// Words are defined in docs/design.md.
package campus
