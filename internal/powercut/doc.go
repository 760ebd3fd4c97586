// Package powercut is a disk under SQLite from which the power can be taken: at
// any write, sync, truncation or deletion, from a seed. What was synced is there
// afterwards. Of everything else some is there and some is not, in any order, and a
// write may be torn at the sectors of 512 bytes; a name that was made or taken away
// counts once its folder was synced.
//
// It is SQLite's default VFS in the test programs that import it, and looks after
// the folders that were put on a Disk; all other files are the system's. So nothing
// in the program has to know of it. Files are in memory while they are open, and
// are written to the folder when the power goes and when they are closed: what else
// the program does with its folder, it does as ever.
//
// What it says of itself to SQLite is what the VFS of Linux says: sectors of 4096
// bytes, and that a write touches no byte beside it (POWERSAFE_OVERWRITE). A disk that
// says that it has synced and has not is not among what is tried here: nothing that
// runs above it could help.
package powercut
