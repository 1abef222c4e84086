package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
)

func main() {
	// PETSTORE_PLUS_FILE: path of the file to send (file)
	body := &bytes.Buffer{}
	form := multipart.NewWriter(body)
	addFile(form, "file", "application/octet-stream", env("PETSTORE_PLUS_FILE"))
	addPart(form, fmt.Sprintf("form-data; name=%q", "meta"), "application/json", []byte("{\"title\":\"Passport\"}"))
	form.WriteField("labels", "official")
	form.WriteField("labels", "scan")
	form.Close()
	request, err := http.NewRequest(http.MethodPost, "https://eu.petstore.example/v2/pets/7/documents", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Authorization", "Bearer "+env("PETSTORE_PLUS_TOKEN"))
	request.Header.Set("Accept", "text/plain")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		problem, _ := io.ReadAll(response.Body)
		log.Fatalf("%s: %s", response.Status, problem)
	}
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		log.Fatal(err)
	}
}

func addPart(form *multipart.Writer, disposition, contentType string, content []byte) {
	header := textproto.MIMEHeader{}
	header.Set("Content-Disposition", disposition)
	header.Set("Content-Type", contentType)
	part, err := form.CreatePart(header)
	if err != nil {
		log.Fatal(err)
	}
	part.Write(content)
}

func addFile(form *multipart.Writer, name, contentType, path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	disposition := fmt.Sprintf("form-data; name=%q; filename=%q", name, filepath.Base(path))
	addPart(form, disposition, contentType, content)
}

func env(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set", name)
	}
	return value
}
