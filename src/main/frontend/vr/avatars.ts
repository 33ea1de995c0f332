import type { Chat } from "#protocol";
import type { Entity } from "./aframe.d.ts";
import { Avatar } from "./avatar.ts";
import { Part, register } from "./part.ts";
import { roomOf } from "./room.ts";

interface Data {
  /** A `<template>` of the page's: its `data-part="head"`, `left` and `right` move, `data-colored` takes the colour. */
  template: HTMLTemplateElement | null;
}

/** `parlor-avatars`, on any entity: draws everybody else who has a body. Whoever only chats has none. */
class Avatars extends Part<Data> {
  readonly #avatars = new Map<string, Avatar>();
  readonly #said = (event: Event): void => this.#hear((event as CustomEvent<Chat>).detail);

  constructor(el: Entity, data: Data) {
    super(el, data);
    el.sceneEl.addEventListener("parlor-chat", this.#said);
  }

  override remove(): void {
    this.el.sceneEl.removeEventListener("parlor-chat", this.#said);
    this.#avatars.forEach((avatar) => avatar.remove());
  }

  override tick(_time: number, delta: number): void {
    const room = roomOf(this.el);
    const camera = this.el.sceneEl.camera;
    const me = room?.welcome?.you.id;
    if (room === undefined || camera === undefined) {
      return;
    }
    const now = performance.now();
    const here = new Set(room.poses.ids);
    for (const id of here) {
      const who = room.participants.get(id);
      if (id !== me && who !== undefined) {
        this.#avatar(id).is(who);
      }
    }
    for (const [id, avatar] of this.#avatars) {
      const body = here.has(id) && room.participants.has(id) ? room.poses.at(id, now) : undefined;
      if (body === undefined) {
        avatar.leave();
      }
      avatar.move(body, camera, now, delta);
      if (avatar.gone) {
        avatar.remove();
        this.#avatars.delete(id);
      }
    }
  }

  #avatar(id: string): Avatar {
    let avatar = this.#avatars.get(id);
    if (avatar === undefined) {
      avatar = new Avatar(this.el, id, this.data.template ?? undefined);
      this.#avatars.set(id, avatar);
    }
    return avatar;
  }

  #hear({ from, text }: Chat): void {
    this.#avatars.get(from.id)?.says(text, performance.now());
  }
}

register("parlor-avatars", { template: { type: "selector", default: null } }, Avatars);
