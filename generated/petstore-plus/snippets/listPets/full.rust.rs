// reqwest 0.13 with the features blocking, json; serde_json 1
use std::env;
use std::error::Error;

use reqwest::blocking::Client;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");

    let response = Client::new()
        .get("https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name")
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .header("Accept", "application/json")
        .header("X-Trace-Id", "6a1f0c3e")
        .header("Cookie", "theme=dark")
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{:#}", response.json::<Value>()?);
    Ok(())
}
