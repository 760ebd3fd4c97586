// Package rest is protocol.Service over HTTP. It is the one importer of resty.
package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	gosync "sync"
	"sync/atomic"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Client speaks to one server.
type Client struct {
	http atomic.Pointer[resty.Client]
	// Sent and Received count the bytes of bodies on the wire.
	Sent, Received atomic.Int64
	traffic        traffic
}

var _ protocol.Service = (*Client)(nil)

// patience is how long a line may stand still before it counts as cut.
const patience = 45 * time.Second

// slowest is how many bytes a second a line brings at least while it is a line: half of what
// the oldest mobile network does.
const slowest = 1000

// New makes a client for an address such as https://rantau.example.org. The
// error has a sentence for whoever typed it.
func New(address string) (*Client, error) {
	c := &Client{}
	return c, c.Move(address)
}

// Move has the client speak to another address from its next request on: a server
// that moved, and somebody has said so.
func (c *Client) Move(address string) error {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return campus.Errorf(campus.Invalid, "%q is not an address of a server; it looks like https://rantau.example.org", address)
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return campus.Errorf(campus.Invalid, "the server's address has to begin with https://, for passwords go there")
	}
	t := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           c.traffic.dial((&net.Dialer{Timeout: 20 * time.Second, KeepAlive: 2 * time.Minute}).DialContext),
		TLSHandshakeTimeout:   20 * time.Second,
		ResponseHeaderTimeout: 0, // news waits long; stalls are watched for below
		DisableCompression:    true,
		MaxIdleConnsPerHost:   4,
		IdleConnTimeout:       4 * time.Minute,
		ForceAttemptHTTP2:     true,
	}
	c.http.Store(resty.New().SetTransport(t).SetBaseURL(strings.TrimRight(u.Scheme+"://"+u.Host+u.Path, "/")).
		SetHeader("User-Agent", "rantau/1").SetRedirectPolicy(stay).SetLogger(silent{}))
	return nil
}

// stay follows no redirection: our server sends none, so it leads to a page that
// asks somebody to log in.
var stay = resty.RedirectPolicyFunc(func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse })

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}

// send makes a request and gives the answer's body, unread. The body has to be
// closed. Anything but a Rantau server's answer is an error with a sentence.
func (c *Client) send(ctx context.Context, method, path, token, contentType string, body []byte, long time.Duration) (io.ReadCloser, int, error) {
	ctx, cancel := context.WithCancel(ctx)
	watch := time.AfterFunc(patience+long+time.Duration(len(body))*time.Second/slowest, cancel)
	r := c.http.Load().R().SetContext(ctx).SetDoNotParseResponse(true)
	if token != "" {
		r.SetHeader("Authorization", "Bearer "+token)
	}
	if body != nil {
		r.SetBody(body).SetHeader("Content-Type", contentType)
		if contentType == "application/zstd" {
			r.SetHeader("Content-Encoding", "zstd")
		}
		c.Sent.Add(int64(len(body)))
	}
	res, err := r.Execute(method, path)
	if err != nil || res.RawResponse == nil {
		watch.Stop()
		cancel()
		return nil, 0, unreachable(err)
	}
	b := &watched{ReadCloser: res.RawBody(), watch: watch, cancel: cancel, count: &c.Received}
	if res.StatusCode() >= 300 {
		defer func() { _ = b.Close() }()
		return nil, res.StatusCode(), answered(res.StatusCode(), b)
	}
	return b, res.StatusCode(), nil
}

// watched reads a body and gives up when the line stands still.
type watched struct {
	io.ReadCloser
	watch  *time.Timer
	cancel context.CancelFunc
	count  *atomic.Int64
}

func (w *watched) Read(b []byte) (int, error) {
	w.watch.Reset(patience)
	n, err := w.ReadCloser.Read(b)
	w.count.Add(int64(n))
	return n, err
}

func (w *watched) Close() error {
	w.watch.Stop()
	w.cancel()
	return w.ReadCloser.Close()
}

func unreachable(err error) error {
	return campus.Errorf(protocol.Unreachable, "the server can't be reached: %s; what you do is kept on this computer and goes out by itself later", why(err))
}

// why puts a failure of the network in words. What has to do with certificates
// is given as it is: somebody has to look into it.
func why(err error) string {
	var name *net.DNSError
	var dial *net.OpError
	var wait net.Error
	var u *url.Error
	switch {
	case errors.Is(err, context.Canceled), errors.As(err, &wait) && wait.Timeout():
		return "it does not answer"
	case errors.As(err, &name):
		return "there is no network, or no server of that name"
	case errors.As(err, &dial) && dial.Op == "dial":
		return "nobody answers at its address"
	case errors.As(err, &dial), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the line was cut"
	case errors.As(err, &u):
		return u.Err.Error()
	}
	return err.Error()
}

// answered reads an error's answer. What is not one of ours comes from something
// in between: a portal, a proxy, another server.
func answered(status int, body io.Reader) error {
	b, _ := io.ReadAll(io.LimitReader(body, 64<<10))
	var i protocol.Item
	if json.Unmarshal(b, &i) == nil && i.Error != nil && i.Error.Code != "" {
		return i.Error
	}
	return campus.Errorf(protocol.BadAnswer, "something else than the Rantau server answered (status %d); if this network asks you to log in with a browser, do that first. What you did is safe on this computer", status)
}

func (c *Client) json(ctx context.Context, method, path, token string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = protocol.Marshal(in); err != nil {
			return err
		}
	}
	res, status, err := c.send(ctx, method, path, token, "application/json", body, 0)
	if err != nil {
		return err
	}
	defer func() { _ = res.Close() }()
	b, err := io.ReadAll(io.LimitReader(res, 2*protocol.MaxManifest))
	if err != nil {
		return unreachable(err)
	}
	if out == nil {
		return nil
	}
	if json.Unmarshal(b, out) != nil {
		return answered(status, bytes.NewReader(b))
	}
	return nil
}

// Hello implements protocol.Service.
func (c *Client) Hello(ctx context.Context) (out protocol.Hello, err error) {
	err = c.json(ctx, http.MethodGet, "/v1/hello", "", nil, &out)
	if err == nil && !out.Server.Valid() {
		err = answered(http.StatusOK, strings.NewReader(""))
	}
	return out, err
}

// SignIn implements protocol.Service.
func (c *Client) SignIn(ctx context.Context, in protocol.SignIn) (out protocol.SignedIn, err error) {
	err = c.json(ctx, http.MethodPost, "/v1/signin", "", in, &out)
	return out, err
}

// NewDevice implements protocol.Service.
func (c *Client) NewDevice(ctx context.Context, token string, in protocol.NewDevice) (out protocol.SignedIn, err error) {
	err = c.json(ctx, http.MethodPost, "/v1/device", token, in, &out)
	return out, err
}

// SignOut implements protocol.Service.
func (c *Client) SignOut(ctx context.Context, token string) error {
	return c.json(ctx, http.MethodPost, "/v1/signout", token, struct{}{}, nil)
}

// packers are kept, for making one costs more than a small request.
var packers = gosync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false), zstd.WithWindowSize(4<<20),
		zstd.WithEncoderDictRaw(protocol.DictionaryID, protocol.Dictionary))
	if err != nil {
		panic(err) // the options are constant
	}
	return e
}}

// Sync implements protocol.Service.
func (c *Client) Sync(ctx context.Context, token string, in protocol.Request, item func(protocol.Item) error) error {
	body, err := pack(&in)
	if err != nil {
		return err
	}
	res, _, err := c.send(ctx, http.MethodPost, "/v1/sync", token, "application/zstd", body, patience/3)
	if err != nil {
		return err
	}
	defer func() { _ = res.Close() }()
	d, err := reader(res)
	if err != nil {
		return err
	}
	defer d.Close()
	return protocol.ReadItems(d, item)
}

// reader unpacks an answer.
func reader(from io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(from, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderDictRaw(protocol.DictionaryID, protocol.Dictionary))
}

// pack writes the request; with more sets than fit a request it leaves the last
// ones out, for the next.
func pack(in *protocol.Request) ([]byte, error) {
	for {
		var b bytes.Buffer
		e := packers.Get().(*zstd.Encoder)
		e.Reset(&b)
		err := protocol.WriteRequest(e, *in)
		if err == nil {
			err = e.Close()
		}
		packers.Put(e)
		if err != nil {
			return nil, err
		}
		if b.Len() <= protocol.MaxRequest || len(in.Sets) < 2 {
			return b.Bytes(), nil
		}
		in.Sets = in.Sets[:len(in.Sets)/2]
	}
}

// News implements protocol.Service.
func (c *Client) News(ctx context.Context, token, digest string, wait time.Duration) (bool, error) {
	path := fmt.Sprintf("/v1/news?digest=%s&wait=%d", url.QueryEscape(digest), wait/time.Second)
	res, status, err := c.send(ctx, http.MethodGet, path, token, "", nil, wait+time.Minute)
	if err != nil {
		return false, err
	}
	return status == http.StatusOK, res.Close()
}
