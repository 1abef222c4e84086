package main

import (
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := strings.NewReader(`{
  "note": "it's \"so\" $(id) \u0060id\u0060 ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e",
  "$ref key": [
    1,
    2.5,
    true,
    null,
    12345678901234567890
  ],
  "nested": {
    "empty": {},
    "list": [
      {
        "quantity": 2
      }
    ],
    "": ""
  }
}`)
	request, err := http.NewRequest(http.MethodPost, "https://shop.example.com/v1/orders", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Api-Key", env("SHOP_KEY"))
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")

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

func env(name string) string {
	value := os.Getenv(name)
	if value == "" {
		log.Fatalf("%s is not set", name)
	}
	return value
}
