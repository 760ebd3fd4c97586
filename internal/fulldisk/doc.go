// Package fulldisk lets a real file system run full under a copy and under a server. Its
// tests are all that is in it; they want Linux and the right to mount, and skip without.
package fulldisk
