/**
 * Parlor for A-Frame: one classic script, for our own page and for anybody's scene.
 *
 *     <script src="http://host/app/vendor/aframe.min.js"></script>
 *     <script src="http://host/app/parlor-aframe.js"></script>
 *     <a-scene parlor-room="room: tea; name: Ada" parlor-errors>
 *       <a-entity parlor-rig parlor-walk><a-camera wasd-controls-enabled="false"></a-camera></a-entity>
 *       <a-entity parlor-avatars></a-entity>
 *     </a-scene>
 */
import "./origin.ts";
import "./room.ts";
import "./rig.ts";
import "./walk.ts";
import "./tilt.ts";
import "./lens.ts";
import "./avatars.ts";
import "./chat-panel.ts";
import "./pointer.ts";
import "./choices.ts";
import "./throws.ts";
import "./match-table.ts";
import "./errors.ts";
import "./lounge/lounge.ts";
