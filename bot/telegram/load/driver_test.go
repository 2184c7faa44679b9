package load

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// driver is a Bot API server that does as little as it can: it hands out updates, gives every message
// a number, and tells the citizens what they were shown.
type driver struct {
	mu      sync.Mutex
	next    int // update id
	waiting []json.RawMessage
	more    chan struct{}
	shown   sync.Map // chat -> chan shown
	hook    string   // where updates are delivered, "" = they are polled
	client  *http.Client
}

// shown is a message as a citizen sees it.
type shown struct {
	id      int
	buttons [][]button
}

type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

func newDriver(hook string) *driver {
	return &driver{more: make(chan struct{}, 1), hook: hook, client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
}

func (d *driver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	method := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	w.Header().Set("Content-Type", "application/json")
	switch method {
	case "getUpdates":
		d.getUpdates(w, body)
	case "sendMessage", "editMessageText":
		d.show(w, body)
	case "getMe":
		_, _ = io.WriteString(w, `{"ok":true,"result":{"id":700000001,"is_bot":true,"first_name":"Một Cửa","username":"load_bot"}}`)
	case "getWebhookInfo":
		_, _ = fmt.Fprintf(w, `{"ok":true,"result":{"url":%q,"pending_update_count":0}}`, d.hook)
	default:
		_, _ = io.WriteString(w, `{"ok":true,"result":true}`)
	}
}

func (d *driver) show(w http.ResponseWriter, body []byte) {
	var m struct {
		Chat    int64 `json:"chat_id"`
		Message int   `json:"message_id"`
		Markup  struct {
			Rows [][]button `json:"inline_keyboard"`
		} `json:"reply_markup"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if m.Message == 0 {
		m.Message = 1
	}
	_, _ = fmt.Fprintf(w, `{"ok":true,"result":{"message_id":%d,"date":1793000000,"chat":{"id":%d,"type":"private"}}}`, m.Message, m.Chat)
	if c, ok := d.shown.Load(m.Chat); ok {
		c.(chan shown) <- shown{m.Message, m.Markup.Rows}
	}
}

// getUpdates keeps the real rule: what lies before the offset is forgotten, what lies after comes again.
func (d *driver) getUpdates(w http.ResponseWriter, body []byte) {
	var q struct {
		Offset int `json:"offset"`
	}
	_ = json.Unmarshal(body, &q)
	deadline := time.After(5 * time.Second)
	for {
		d.mu.Lock()
		if drop := q.Offset - (d.next - len(d.waiting)) - 1; drop > 0 {
			d.waiting = d.waiting[min(drop, len(d.waiting)):]
		}
		batch := d.waiting[:min(100, len(d.waiting))]
		out := append([]byte(`{"ok":true,"result":[`), bytes.Join(raw(batch), []byte(","))...)
		d.mu.Unlock()
		if len(batch) > 0 {
			_, _ = w.Write(append(out, "]}"...))
			return
		}
		select {
		case <-d.more:
		case <-deadline:
			_, _ = io.WriteString(w, `{"ok":true,"result":[]}`)
			return
		}
	}
}

func raw(batch []json.RawMessage) [][]byte {
	out := make([][]byte, len(batch))
	for i, b := range batch {
		out[i] = b
	}
	return out
}

// happen hands an update to the bot; body is its part after the update id.
func (d *driver) happen(body string) error {
	d.mu.Lock()
	d.next++
	update := `{"update_id":` + strconv.Itoa(d.next) + `,` + body + `}`
	if d.hook == "" {
		d.waiting = append(d.waiting, json.RawMessage(update))
	}
	d.mu.Unlock()
	if d.hook == "" {
		select {
		case d.more <- struct{}{}:
		default:
		}
		return nil
	}
	for {
		req, err := http.NewRequest(http.MethodPost, d.hook, strings.NewReader(update))
		if err != nil {
			return err
		}
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		req.Header.Set("Content-Type", "application/json")
		res, err := d.client.Do(req)
		if err != nil {
			return err
		}
		_, _ = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
}
