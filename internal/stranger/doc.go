// Package stranger tries the client that somebody else wrote from docs/sync.md alone,
// docs/example-client, against a server, over a line that breaks: if it does not get
// along, the page says too little or something that is not so. It needs python3.
package stranger
