<?php

// PETSTORE_PLUS_FILE: path of the file to send (file)
$petstorePlusToken = getenv('PETSTORE_PLUS_TOKEN') ?: throw new RuntimeException('PETSTORE_PLUS_TOKEN is not set');
$petstorePlusFile = getenv('PETSTORE_PLUS_FILE') ?: throw new RuntimeException('PETSTORE_PLUS_FILE is not set');

$boundary = bin2hex(random_bytes(16));
$body = implode("\r\n", [
    "--$boundary",
    'Content-Disposition: form-data; name="file"' . '; filename="' . basename($petstorePlusFile) . '"',
    '',
    file_get_contents($petstorePlusFile),
    "--$boundary",
    'Content-Disposition: form-data; name="meta"',
    'Content-Type: application/json',
    '',
    '{"title":"Passport"}',
    "--$boundary",
    'Content-Disposition: form-data; name="labels"',
    '',
    'official',
    "--$boundary",
    'Content-Disposition: form-data; name="labels"',
    '',
    'scan',
    "--$boundary--",
    '',
]);
$curl = curl_init('https://eu.petstore.example/v2/pets/7/documents');
curl_setopt_array($curl, [
    CURLOPT_CUSTOMREQUEST => 'POST',
    CURLOPT_HTTPHEADER => [
        'Authorization: Bearer ' . $petstorePlusToken,
        'Accept: text/plain',
        "Content-Type: multipart/form-data; boundary=$boundary",
    ],
    CURLOPT_POSTFIELDS => $body,
    CURLOPT_RETURNTRANSFER => true,
]);
$answer = curl_exec($curl);
$status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
if ($answer === false || $status >= 400) {
    fwrite(STDERR, $answer === false ? curl_error($curl) : "$status $answer");
    exit(1);
}
echo $answer, PHP_EOL;
