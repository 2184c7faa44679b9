package web

import (
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/web/site"
)

// What a page says of a procedure in the words of schema.org, so that search engines show it as a public
// service. Only what the record or the unit's settings say is in it; empty parts are left out.
type (
	ldService struct {
		Context    string      `json:"@context"`
		Type       string      `json:"@type"`
		Name       string      `json:"name"`
		Alternate  string      `json:"alternateName,omitempty"`
		Identifier string      `json:"identifier,omitempty"`
		Kind       string      `json:"serviceType"`
		URL        string      `json:"url,omitempty"`
		Provider   *ldThing    `json:"provider,omitempty"`
		Area       *ldThing    `json:"areaServed,omitempty"`
		Channels   []ldChannel `json:"availableChannel,omitempty"`
		Page       ldPage      `json:"mainEntityOfPage"`
	}
	ldThing struct {
		Type      string   `json:"@type"`
		Name      string   `json:"name"`
		Address   string   `json:"address,omitempty"`
		Telephone string   `json:"telephone,omitempty"`
		Within    *ldThing `json:"containedInPlace,omitempty"`
	}
	ldChannel struct {
		Type     string   `json:"@type"`
		Name     string   `json:"name"`
		URL      string   `json:"serviceUrl,omitempty"`
		Location *ldThing `json:"serviceLocation,omitempty"`
	}
	// A service has no date of change in that vocabulary; the page about it has.
	ldPage struct {
		Type     string `json:"@type"`
		URL      string `json:"url,omitempty"`
		Modified string `json:"dateModified,omitempty"`
		Language string `json:"inLanguage"`
	}
)

const (
	byCommune = "UBND cấp xã" // Procedure.HandledBy of what the commune itself receives
	inPerson  = "trực tiếp"   // Procedure.Channels
	online    = "trực tuyến"
)

// serviceData is the JSON-LD of a procedure.
func (s *server) serviceData(rd reader, p *procedure.Procedure, address string) ldService {
	d := ldService{
		Context: "https://schema.org", Type: "GovernmentService", Name: headingOf(p), Identifier: p.Code, Kind: p.Field, URL: address,
		Page: ldPage{Type: "WebPage", URL: address, Language: "vi"},
	}
	if _, err := p.AsOf.Time(); err == nil {
		d.Page.Modified = string(p.AsOf)
	}
	if p.Name != d.Name {
		d.Alternate = p.Name
	}
	here := rd.unit != nil && !s.sample(rd.place) && p.HandledBy == byCommune
	switch {
	case here:
		d.Provider = &ldThing{Type: "GovernmentOrganization", Name: rd.authority(), Telephone: rd.unit.Settings.Hotline}
		d.Area = areaOf(rd.unit)
	case len(p.Agency) > 0:
		d.Provider = &ldThing{Type: "GovernmentOrganization", Name: p.Agency[0]}
	}
	for _, name := range p.Channels {
		c := ldChannel{Type: "ServiceChannel", Name: name}
		if name == inPerson && here {
			c.Location = centerOf(rd.unit)
		}
		if name == online && site.Origin(p.SourceURL) != "" {
			c.URL = p.SourceURL
		}
		d.Channels = append(d.Channels, c)
	}
	return d
}

func areaOf(u *directory.Unit) *ldThing {
	area := &ldThing{Type: "AdministrativeArea", Name: u.Name}
	if u.Settings.Province != "" {
		area.Within = &ldThing{Type: "AdministrativeArea", Name: u.Settings.Province}
	}
	return area
}

// centerOf is where papers are handed in, nil while the unit has not said so.
func centerOf(u *directory.Unit) *ldThing {
	if u.Settings.Center == "" {
		return nil
	}
	return &ldThing{Type: "GovernmentOffice", Name: u.Settings.Center, Address: u.Settings.Address, Telephone: u.Settings.Hotline}
}
