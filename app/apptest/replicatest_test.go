package apptest_test

import (
	"testing"
	"time"

	"rantau/app/apptest"
	"rantau/campus"
	"rantau/internal/replicatest"
)

func TestReplica(t *testing.T) {
	replicatest.Suite(t, func(*testing.T) replicatest.Copy {
		r := apptest.NewReplica(campus.NewID(), time.Now)
		return replicatest.Copy{Replica: r, Put: func(rec campus.Record, _ campus.Role) { r.Put(rec) }}
	})
}
