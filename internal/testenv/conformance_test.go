package testenv_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"rantau/campus"
	"rantau/internal/testenv"
	"rantau/sync/protocol"
	"rantau/sync/server"
)

// kindCase is what the conformance test has to know of a kind: a good body, an
// edit, where it lives, and who may make it there.
type kindCase struct {
	body, edit string
	in         campus.SpaceType
	by         string // siti (owner), dara (member), or "" for the server alone
	denied     string // who may not make or edit it, though a member; "" if every member may
	private    bool   // for dara and the staff
	staff      bool   // for the staff alone
}

var kindCases = map[string]kindCase{
	"commons":     {body: `{"name":"Commons"}`, edit: `{"name":"The commons"}`, in: campus.InCommons, by: "", denied: "dara"},
	"institution": {body: `{"name":"Trat"}`, edit: `{"about":"Fruit"}`, in: campus.InInstitution, by: "", denied: "dara"},
	"college":     {body: `{"country":"TH","institution":"SPACE","name":"Trat"}`, edit: `{"city":"Trat"}`, in: campus.InCommons, by: "", denied: "dara"},
	"personal":    {body: `{"owner":"ME"}`, edit: `{"title":"x"}`, in: campus.InPersonal, by: ""},
	"group":       {body: `{"name":"Solar dryers"}`, edit: `{"about":"bananas"}`, in: campus.InGroup, by: "siti", denied: "dara"},
	"class":       {body: `{"title":"Soil"}`, edit: `{"about":"sensors"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"talk":        {body: `{}`, edit: `{"title":"Us"}`, in: campus.InTalk, by: "siti", denied: "dara"},
	"membership":  {body: `{"person":"MINH","role":"member"}`, edit: `{"role":"none"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"person":      {body: `{"name":"Ghost"}`, edit: `{"about":"boo"}`, in: campus.InCommons, by: "", denied: "dara"},
	"topic":       {body: `{"text":"Who grows rice?","title":"Rice"}`, edit: `{"text":"Who grows it?"}`, in: campus.InCommons, by: "dara"},
	"post":        {body: `{"text":"I do","topic":"SPACE"}`, edit: `{"text":"We do"}`, in: campus.InClass, by: "dara"},
	"article":     {body: `{"text":"It begins","title":"Batch 9"}`, edit: `{"title":"Batch 10"}`, in: campus.InInstitution, by: "siti", denied: "dara"},
	"lesson":      {body: `{"order":"n","text":"# One","title":"One"}`, edit: `{"text":"# Two"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"unit":        {body: `{"order":"n","title":"Water"}`, edit: `{"about":"The first week"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"session":     {body: `{"end":1795003600000,"start":1795000000000,"title":"Meeting"}`, edit: `{"cancelled":true}`, in: campus.InClass, by: "siti", denied: "dara"},
	"attendance":  {body: `{"of":"SPACE","state":"present","student":"DARA"}`, edit: `{"minutes":45}`, in: campus.InClass, by: "siti", denied: "dara", private: true},
	"lessonread":  {body: `{"done":true,"of":"SPACE","student":"DARA"}`, edit: `{"done":false}`, in: campus.InClass, by: "dara", private: true},
	"assignment":  {body: `{"points":10,"title":"Draw a field"}`, edit: `{"text":"With its corners"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"submission":  {body: `{"assignment":"SPACE","text":"Here"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "dara", private: true},
	"receipt":     {body: `{"student":"DARA","submission":"SPACE"}`, edit: `{"unknown":1}`, in: campus.InClass, by: "siti", denied: "dara", private: true},
	"mark":        {body: `{"assignment":"SPACE","score":7,"student":"DARA"}`, edit: `{"comment":"Good"}`, in: campus.InClass, by: "siti", denied: "dara", private: true},
	"joining":     {body: `{"code":"BCDF2345"}`, edit: `{"unknown":1}`, in: campus.InPersonal, by: "siti"},
	"joincode":    {body: `{"code":"BCDF2345"}`, edit: `{"off":true}`, in: campus.InClass, by: "siti", denied: "dara", staff: true},
	"applicant":   {body: `{"person":"MINH","state":"waiting"}`, edit: `{"state":"refused"}`, in: campus.InGroup, by: "", denied: "dara", staff: true},
	"listing":     {body: `{"entry":"open","name":"Solar dryers","space":"SPACE"}`, edit: `{"name":"Ours"}`, in: campus.InCommons, by: "", denied: "dara"},
	"task":        {body: `{"order":"n","state":"todo","title":"Buy wood"}`, edit: `{"state":"done"}`, in: campus.InGroup, by: "dara"},
	"page":        {body: `{"text":"# Plan","title":"Plan"}`, edit: `{"title":"Our plan"}`, in: campus.InGroup, by: "dara"},
	"readmark":    {body: `{"in":"SPACE","of":"SPACE","upto":5}`, edit: `{"upto":7}`, in: campus.InPersonal, by: "siti"},
	"request":     {body: `{"state":"open","text":"Two weeks","title":"Partners"}`, edit: `{"state":"closed"}`, in: campus.InCommons, by: "siti", denied: "dara"},
	"document":    {body: `{"manifest":"` + strings.Repeat("ab", 32) + `","name":"slides.pdf","size":3}`, edit: `{"about":"for Monday"}`, in: campus.InClass, by: "siti", denied: "dara"},
	"reaction":    {body: `{"emoji":"🎉","of":"MINH","turns":1}`, edit: `{"turns":2}`, in: campus.InTalk, by: "dara"},
	"draft":       {body: `{"device":"d1","in":"SPACE","of":"SPACE","rev":1,"text":"I thi"}`, edit: `{"seen":1}`, in: campus.InPersonal, by: "siti"},
	"folder":      {body: `{"name":"Forms 2027"}`, edit: `{"name":"Forms 2028"}`, in: campus.InClass, by: "siti", denied: "dara"},
