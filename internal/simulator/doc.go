// Package simulator drives several replicas and one server through a bad month
// in a second: random edits, lines that are cut, requests that are lost,
// repeated and delivered days later, programs and servers that stop between any
// two writes, clocks that jump. At the end everything syncs until it is quiet,
// and then all replicas have to agree with the server, and every action that was
// saved has to be found.
//
// A run follows from its seed alone: IDs are counted, and testing/synctest
// brings the goroutines of a sync into one order.
//
//	go test ./internal/simulator                                 a second, with -race some more
//	go test ./internal/simulator -sim.runs=10000 -timeout=0      for long
//	go test ./internal/simulator -run Seed -sim.seed=42 -v       one seed again, told step by step
package simulator
