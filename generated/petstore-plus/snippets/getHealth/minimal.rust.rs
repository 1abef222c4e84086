// reqwest 0.13 with the features blocking
use std::error::Error;

use reqwest::blocking::Client;

fn main() -> Result<(), Box<dyn Error>> {
    let response = Client::new()
        .get("https://eu.petstore.example/v2/health")
        .header("Accept", "text/plain")
        .send()?;
    let status = response.status();
    if !status.is_success() {
        return Err(format!("{status} {}", response.text()?).into());
    }
    println!("{}", response.text()?);
    Ok(())
}
