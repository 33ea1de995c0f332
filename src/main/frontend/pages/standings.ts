import "../ui/standings.ts";
import "../ui/theme-switch.ts";

const player = document.documentElement.dataset["player"];
void document.querySelector("parlor-leaderboard")?.load("/api/rps/leaderboard");
void document.querySelector("parlor-player")?.load(`/api/rps/players/${player}`);
