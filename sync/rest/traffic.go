package rest

import (
	"context"
	"net"
	"sync/atomic"
)

// traffic counts the bytes of connections: heads, handshakes and what was sent twice are in
// it. What the system adds below, it does not see.
type traffic struct{ sent, received atomic.Int64 }

// Traffic is what went over the wire since the start, both ways.
func (c *Client) Traffic() (sent, received int64) {
	return c.traffic.sent.Load(), c.traffic.received.Load()
}

type dialer func(ctx context.Context, network, address string) (net.Conn, error)

// dial counts what goes over the connections that another dials.
func (t *traffic) dial(dial dialer) dialer {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &counted{c, t}, nil
	}
}

type counted struct {
	net.Conn
	t *traffic
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.t.received.Add(int64(n))
	return n, err
}

func (c *counted) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.t.sent.Add(int64(n))
	return n, err
}
