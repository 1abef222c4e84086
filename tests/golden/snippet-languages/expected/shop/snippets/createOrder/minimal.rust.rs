// reqwest 0.13 with the features blocking, json; serde_json 1
use std::env;
use std::error::Error;

use reqwest::blocking::Client;
use serde_json::{json, Value};

fn main() -> Result<(), Box<dyn Error>> {
    let shop_key = env::var("SHOP_KEY").expect("SHOP_KEY is not set");

    let response = Client::new()
        .post("https://shop.example.com/v1/orders")
        .header("X-Api-Key", &shop_key)
        .header("Accept", "application/json")
        .json(&json!({
            "note": "it's \"so\" $(id) `id` ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u{202e}",
            "$ref key": [1, 2.5, true, null, 12345678901234567890_u64],
            "nested": {
                "empty": {},
                "list": [
                    {
                        "quantity": 2,
                    },
                ],
                "": "",
            },
        }))
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{:#}", response.json::<Value>()?);
    Ok(())
}
