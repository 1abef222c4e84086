// reqwest 0.13 with the features blocking, multipart
// PETSTORE_PLUS_FILE: path of the file to send (file)
use std::env;
use std::error::Error;

use reqwest::blocking::multipart::{Form, Part};
use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let petstore_plus_token =
        env::var("PETSTORE_PLUS_TOKEN").expect("PETSTORE_PLUS_TOKEN is not set");
    let petstore_plus_file = env::var("PETSTORE_PLUS_FILE").expect("PETSTORE_PLUS_FILE is not set");

    let form = Form::new()
        .part("file", Part::file(&petstore_plus_file)?)
        .part(
            "meta",
            Part::text("{\"title\":\"Passport\"}").mime_str("application/json")?,
        )
        .text("labels", "official")
        .text("labels", "scan")
        .percent_encode_noop();
    let response = Client::new()
        .post("https://eu.petstore.example/v2/pets/7/documents")
        .header("Authorization", format!("Bearer {petstore_plus_token}"))
        .header("Accept", "text/plain")
        .multipart(form)
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{}", response.text()?);
    Ok(())
}
