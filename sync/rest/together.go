package rest

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/zstd"

	"rantau/campus"
	"rantau/sync/protocol"
)

// OfferAll implements protocol.Service.
func (c *Client) OfferAll(ctx context.Context, token string, in protocol.Offers) (out protocol.Answers, err error) {
	err = c.packed(ctx, "/v1/files/offers", token, in, &out)
	if err == nil && len(out.Answers) != len(in.Offers) {
		err = answered(http.StatusOK, strings.NewReader(""))
	}
	return out, err
}

// ManifestAll implements protocol.Service.
func (c *Client) ManifestAll(ctx context.Context, token string, in protocol.Lists) (out protocol.Manifests, err error) {
	err = c.packed(ctx, "/v1/files/manifests", token, in, &out)
	if err == nil && len(out.Manifests) != len(in.Documents) {
		err = answered(http.StatusOK, strings.NewReader(""))
	}
	return out, err
}

// GetAll implements protocol.Service.
func (c *Client) GetAll(ctx context.Context, token string, in protocol.Gets, chunk func([]byte) error) error {
	b, err := packJSON(in)
	if err != nil {
		return err
	}
	return c.frames(ctx, token, "/v1/files/gets", "application/zstd", b, in.Count(), nil, chunk)
}

// packed asks with a packed object and reads a packed one.
func (c *Client) packed(ctx context.Context, path, token string, in, out any) error {
	b, err := packJSON(in)
	if err != nil {
		return err
	}
	res, status, err := c.send(ctx, http.MethodPost, path, token, "application/zstd", b, patience/3)
	if err != nil {
		return err
	}
	defer func() { _ = res.Close() }()
	d, err := reader(res)
	if err != nil {
		return err
	}
	defer d.Close()
	b, err = io.ReadAll(io.LimitReader(d, 2*protocol.MaxManifest))
	if err != nil {
		return campus.Errorf(protocol.BadAnswer, "the line was cut in the middle of an answer; what was received before is safe")
	}
	if json.Unmarshal(b, out) != nil {
		return answered(status, strings.NewReader(""))
	}
	return nil
}

func packJSON(v any) ([]byte, error) {
	b, err := protocol.Marshal(v)
	if err != nil {
		return nil, err
	}
	e := packers.Get().(*zstd.Encoder)
	defer packers.Put(e)
	return e.EncodeAll(b, nil), nil
}
