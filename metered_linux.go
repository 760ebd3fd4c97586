package main

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// metered asks NetworkManager whether the line costs by the byte; where there is none, it
// does not say. What it guesses, as for a telephone's hotspot, counts.
func metered(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	bus, err := dbus.ConnectSystemBus(dbus.WithContext(ctx))
	if err != nil {
		return false
	}
	defer bus.Close()
	var value dbus.Variant
	manager := bus.Object("org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager")
	err = manager.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, "org.freedesktop.NetworkManager", "Metered").Store(&value)
	if err != nil {
		return false
	}
	says, _ := value.Value().(uint32)
	return costs(says)
}

// costs reads NMMetered, of NetworkManager's D-Bus types: 1 is yes, 2 no, 3 a guess that it
// is, 4 a guess that it is not, 0 unknown.
func costs(says uint32) bool { return says == 1 || says == 3 }
