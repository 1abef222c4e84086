package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	// PETSTORE_PLUS_FILE: path of the file to send (body)
	content, err := os.ReadFile(env("PETSTORE_PLUS_FILE"))
	if err != nil {
		log.Fatal(err)
	}
	body := bytes.NewReader(content)
	request, err := http.NewRequest(http.MethodPut, "https://eu.petstore.example/v2/pets/7/photo", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+env("PETSTORE_PLUS_TOKEN"))
	request.Header.Set("Content-Type", "application/octet-stream")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		problem, _ := io.ReadAll(response.Body)
		log.Fatalf("%s: %s", response.Status, problem)
	}
	fmt.Println(response.Status)
}

func env(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set", name)
	}
	return value
}
