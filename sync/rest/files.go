package rest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

// Offer implements protocol.Service.
func (c *Client) Offer(ctx context.Context, token string, in protocol.Offer) (out protocol.Wanted, err error) {
	err = c.json(ctx, http.MethodPost, "/v1/files/offer", token, in, &out)
	return out, err
}

// PutChunks implements protocol.Service.
func (c *Client) PutChunks(ctx context.Context, token string, next func() ([]byte, error)) error {
	var body bytes.Buffer
	if err := writeFrames(&body, next); err != nil {
		return err
	}
	res, _, err := c.send(ctx, http.MethodPost, "/v1/files/put", token, "application/octet-stream", body.Bytes(), 10*time.Minute)
	if err != nil {
		return err
	}
	return res.Close()
}

// Manifest implements protocol.Service.
func (c *Client) Manifest(ctx context.Context, token string, doc protocol.DocumentRef) ([]byte, error) {
	var raw json.RawMessage
	err := c.json(ctx, http.MethodPost, "/v1/files/manifest", token, doc, &raw)
	return raw, err
}

// GetChunks implements protocol.Service.
func (c *Client) GetChunks(ctx context.Context, token string, in protocol.GetChunks, chunk func([]byte) error) error {
	b, err := protocol.Marshal(in)
	if err != nil {
		return err
	}
	return c.frames(ctx, token, "/v1/files/get", "application/json", b, len(in.Chunks), in.Like, chunk)
}

// frames asks for so many chunks.
func (c *Client) frames(ctx context.Context, token, path, contentType string, body []byte, n int, like *protocol.Like, chunk func([]byte) error) error {
	res, _, err := c.send(ctx, http.MethodPost, path, token, contentType, body, 0)
	if err != nil {
		return err
	}
	defer func() { _ = res.Close() }()
	from := bufio.NewReader(res)
	var frames io.Reader = from
	if begin, _ := from.Peek(len(packedBegin)); like != nil && bytes.Equal(begin, packedBegin) {
		d, err := zstd.NewReader(from, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderLowmem(true), zstd.WithDecoderDictRaw(protocol.LikeID, like.Bytes))
		if err != nil {
			return err
		}
		defer d.Close()
		frames = d
	}
	came := make(chan frame, n) // read ahead: what waits in the line's buffers is lost with a cut
	go func() {
		defer close(came)
		for range n {
			b, err := protocol.ReadFrame(frames)
			if came <- (frame{b, err}); err != nil {
				return
			}
		}
	}()
	for f := range came {
		if errors.Is(f.err, io.EOF) {
			return campus.Errorf(protocol.BadAnswer, "the line was cut in the middle of a file; what arrived is kept")
		}
		if f.err == nil {
			f.err = chunk(f.bytes)
		}
		if f.err != nil {
			_ = res.Close() // ends the reading
			for range came {
			} // before what unpacks is closed
			return fmt.Errorf("fetch a file: %w", f.err)
		}
	}
	return nil
}

// frame is a chunk that came, or why none did.
type frame struct {
	bytes []byte
	err   error
}

// packedBegin begins what is packed: as the length of a chunk it is too much.
var packedBegin = []byte{0x28, 0xb5, 0x2f, 0xfd}

// PatchChunks implements protocol.Service.
func (c *Client) PatchChunks(ctx context.Context, token string, in protocol.Patch, next func() ([]byte, error)) error {
	head, err := protocol.Marshal(in)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := protocol.WriteFrame(&body, head); err != nil {
		return err
	}
	e, err := zstd.NewWriter(&body, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithWindowSize(4<<20), zstd.WithEncoderDictRaw(protocol.LikeID, in.Like.Bytes))
	if err != nil {
		return err
	}
	if err := writeFrames(e, next); err != nil {
		return err
	}
	if err := e.Close(); err != nil {
		return err
	}
	res, _, err := c.send(ctx, http.MethodPost, "/v1/files/patch", token, "application/octet-stream", body.Bytes(), 10*time.Minute)
	if err != nil {
		return err
	}
	return res.Close()
}

func writeFrames(to io.Writer, next func() ([]byte, error)) error {
	for {
		b, err := next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = protocol.WriteFrame(to, b)
		}
		if err != nil {
			return err
		}
	}
}
